"""The languages of the program, for those who build it: texts out of the code, catalogues."""
