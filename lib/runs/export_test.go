package runs

// Trouble is the error for a failure in a folder.
var Trouble = trouble
