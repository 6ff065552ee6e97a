"""What comes from outside, judged by its content: texts, pictures and documents."""
