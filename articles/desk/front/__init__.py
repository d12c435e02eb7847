"""The front page arranged: what stands there, a draft of what shall, its preview, its moment, and what there was.

A draft lives in the address alone. So every step of it is a page of its own: the browser's Back undoes it, a reload
repeats nothing, and a colleague can be sent it.
"""
