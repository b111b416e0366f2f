/// The version of the program, in the form of Semantic Versioning 2.0.
public let keyholdVersion = "0.1.0"
