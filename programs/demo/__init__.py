"""The demonstration: two real documents as printed, an invented institution, people, pictures.

Everything invented belongs to an `Institucion` marked `sample`, or is an `Evidencia` marked so;
the two real documents receive nothing but people and sample pictures.
"""
