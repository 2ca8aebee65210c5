// Drawing on canvases.
