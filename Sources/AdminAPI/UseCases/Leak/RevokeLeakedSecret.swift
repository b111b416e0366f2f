import Admission
import Domain
import Policy
import Storage
import Wire

extension AdminService {
    /// Ends a leaked secret at once. An outgoing one is cut, the current one goes on; a current one disables its key or
    /// client, because a new secret would be minted into nowhere; a token is revoked. What the caller may not know of is
    /// answered as what does not exist.
    public func revokeLeakedSecret(
        _ body: FoundSecretBody, _ call: ManagementCall
    ) async throws(AdminError) -> LeakRevocationBody {
        switch try find(body.secret, call) {
        case nil: return LeakRevocationBody(revoked: false)
        case .apiKey(let entry, _): return try await revoke(entry, body.secret, call)
        case .accessToken(let token): return try await revoke(token, call)
        case .clientSecret(let client, _): return try await revoke(client, body.secret, call)
        }
    }

    private func revoke(
        _ entry: KeyEntry, _ text: String, _ call: ManagementCall
    ) async throws(AdminError) -> LeakRevocationBody {
        try await write(for: call) { transaction throws(AdminError) in
            guard let before = try transaction.apiKeys.find(entry.id, in: entry.organizationID), !before.isRemoved,
                let leaked = try placed(text, in: before.secrets, at: transaction.now)
            else {
                return LeakRevocationBody(revoked: false)
            }
            let isOutgoing = leaked == .outgoing
            var key = before
            key.updatedAt = transaction.now
            if isOutgoing {
                key.secrets.outgoing = nil
            } else {
                key.isEnabled = false
            }
            try transaction.apiKeys.update(key)
            try transaction.apiKeys.updateSecrets(key)
            publish(key, replacing: before, transaction)
            var reply = LeakRevocationBody(revoked: true)
            reply.keyID = key.id.text
            reply.action = isOutgoing ? "outgoing_secret_ended" : "key_disabled"
            try audit.record(
                .keyRevokeLeaked, key.id, in: key.organizationID, for: call, ["action": reply.action ?? ""],
                transaction)
            return reply
        }
    }

    private func revoke(_ token: AccessToken, _ call: ManagementCall) async throws(AdminError) -> LeakRevocationBody {
        try requireClientsWrite(call)
        return try await write(for: call) { transaction throws(AdminError) in
            try transaction.accessTokens.delete(token.id)
            transaction.afterCommit { [tokens] in tokens.remove(token.digest) }
            var reply = LeakRevocationBody(revoked: true)
            reply.clientID = token.clientID.text
            reply.action = "token_revoked"
            try audit.record(.tokenRevokeLeaked, token.id, in: token.organizationID, for: call, [:], transaction)
            return reply
        }
    }

    private func revoke(
        _ found: OAuthClient, _ text: String, _ call: ManagementCall
    ) async throws(AdminError) -> LeakRevocationBody {
        try requireClientsWrite(call)
        return try await write(for: call) { transaction throws(AdminError) in
            guard var client = try transaction.oauthClients.find(found.id, in: found.organizationID),
                let leaked = try placed(text, in: client.secrets, at: transaction.now)
            else {
                return LeakRevocationBody(revoked: false)
            }
            let isOutgoing = leaked == .outgoing
            client.updatedAt = transaction.now
            // Whoever found the secret may have got tokens with it.
            try endTokens(of: client.id, transaction)
            if isOutgoing {
                client.secrets.outgoing = nil
                try transaction.oauthClients.updateSecrets(client)
            } else {
                try requireAnotherRoot(client, transaction)
                client.isEnabled = false
                try transaction.oauthClients.update(client)
            }
            transaction.afterCommit { [clients, client] in clients.apply(client) }
            var reply = LeakRevocationBody(revoked: true)
            reply.clientID = client.id.text
            reply.action = isOutgoing ? "outgoing_secret_ended" : "client_disabled"
            try audit.record(
                .clientRevokeLeaked, client.id, in: client.organizationID, for: call, ["action": reply.action ?? ""],
                transaction)
            return reply
        }
    }

    private enum Place { case current, outgoing }

    /// Which of a row's secrets the text is. Memory found the row; by the time of the transaction the secret may have been
    /// rotated, rolled back to, or cut, and only the row tells what the text opens now. `nil`: nothing any more.
    private func placed(_ text: String, in secrets: LiveSecrets, at now: Instant) throws(AdminError) -> Place? {
        try vault.peppers.firstMatch(text) { digest in
            if secrets.current.digest == digest { return .current }
            return secrets.rotation(at: now)?.secret.digest == digest ? .outgoing : nil
        }
    }

    /// Ending a client's secret or token takes the right to write clients, beside that to write keys.
    private func requireClientsWrite(_ call: ManagementCall) throws(AdminError) {
        _ = try Authorization.client(.client(call.client), needing: .clientsWrite)
    }
}
