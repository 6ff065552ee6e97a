"""What gunicorn needs of ours so that slow people, or bad manners, stop nobody else."""
