"""The figures of speed: each a ratio to a bare page served in the same run by the same processes.

`make bench` prints them beside their goals and asserts nothing: a timing never decides a test.
"""
