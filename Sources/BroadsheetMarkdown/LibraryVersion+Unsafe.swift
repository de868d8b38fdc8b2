import CCMark

extension MarkdownDocument {
  /// The version of libcmark that parses, such as `0.30.2`: what it makes of a text may change with it.
  public static var libraryVersion: String { unsafe String(cString: cmark_version_string()) }
}
