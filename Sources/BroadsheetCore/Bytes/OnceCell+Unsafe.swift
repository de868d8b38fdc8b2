import Synchronization

/// A place for an object that is put in once and stays: any number of tasks read and fill it at once, without locks.
///
/// As the standard library's `AtomicLazyReference`, but for its callers to be compiled together with it, which makes
/// a look several times as fast.
public struct OnceCell<Element: AnyObject & Sendable>: ~Copyable, @unchecked Sendable {
  /// The address of the object, 0 where there is none yet.
  @usableFromInline let address = Atomic<UInt>(0)

  /// Makes an empty place.
  @inlinable public init() {}

  deinit {
    if let pointer = UnsafeRawPointer(bitPattern: address.load(ordering: .acquiring)) {
      unsafe Unmanaged<Element>.fromOpaque(pointer).release()
    }
  }

  @usableFromInline var unmanaged: Unmanaged<Element>? {
    @inlinable get {
      UnsafeRawPointer(bitPattern: address.load(ordering: .acquiring)).map {
        unsafe Unmanaged<Element>.fromOpaque($0)
      }
    }
  }

  /// The object.
  @inlinable public var value: Element? { unsafe unmanaged?.takeUnretainedValue() }

  /// What `body` makes of the object, which it must not keep; nil where there is none yet. Nothing is counted, so that
  /// tasks that look at the same objects do not wait for each other.
  @inlinable public func look<Result>(_ body: (Element) -> Result) -> Result? {
    unsafe unmanaged?._withUnsafeGuaranteedRef(body)
  }

  /// Puts an object in, and gives the one that was first.
  @inlinable public func store(_ element: Element) -> Element {
    let reference = unsafe Unmanaged.passRetained(element)
    let (isStored, _) = unsafe address.compareExchange(
      expected: 0, desired: UInt(bitPattern: reference.toOpaque()), ordering: .acquiringAndReleasing)
    if isStored { return element }
    unsafe reference.release()
    return value ?? element
  }
}
