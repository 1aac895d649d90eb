"""What has happened since: entries of the status log × a plan × today → where everything stands.

Pure: entries and a plan go in, a board comes out, the day is a parameter. Whatever a portal, a site or a
report keeps of it is derived and can be thrown away.
"""
