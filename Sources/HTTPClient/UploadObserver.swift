import CCurl

/// What curl calls while a body goes out.
final class UploadObserver {
    private let observe: (Int) -> Void

    init(_ observe: @escaping (Int) -> Void) {
        self.observe = observe
    }

    static let take: keyhold_curl_progress = { context, _, _, _, sent in
        guard let context else { return 0 }
        Unmanaged<UploadObserver>.fromOpaque(context).takeUnretainedValue().observe(Int(sent))
        // Anything but 0 would end the transfer.
        return 0
    }
}
