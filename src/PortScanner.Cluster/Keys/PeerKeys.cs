using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace PortScanner.Cluster.Keys;

/// <summary>The nodes that this one believes, and the public key of each.</summary>
public sealed class PeerKeys : IDisposable
{
    private readonly FrozenDictionary<string, PeerKey> _keys;

    private PeerKeys(IEnumerable<KeyValuePair<string, PeerKey>> keys) => _keys = keys.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Their names, in order.</summary>
    public IReadOnlyList<string> Names => [.. _keys.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Reads them.</summary>
    /// <param name="keys">The public key of each in Base64, by its name.</param>
    /// <param name="setting">The setting that has them.</param>
    /// <param name="errors">Where a sentence is added for each that is wrong.</param>
    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "What is returned owns them.")]
    public static PeerKeys Read(IReadOnlyDictionary<string, string> keys, string setting, ICollection<string> errors)
    {
        var read = new Dictionary<string, PeerKey>(StringComparer.Ordinal);
        foreach (var (name, key) in keys)
        {
            if (!NodeName.IsOne(name))
            {
                errors.Add($"{setting} has \"{name}\"; allowed as a name is {NodeName.Rule}.");
            }
            else if (PeerKey.TryRead(key) is { } peer)
            {
                read.Add(name, peer);
            }
            else
            {
                errors.Add($"{setting}:{name} is no public key of P-256 in Base64, as portscanner keys new {name} prints it.");
            }
        }

        if (keys.Values.GroupBy(key => key, StringComparer.Ordinal).Any(same => same.Count() > 1))
        {
            errors.Add($"{setting} has one key under two names; each node has a key of its own.");
        }

        return new PeerKeys(read);
    }

    /// <summary>Whether there is a node of that name.</summary>
    public bool Knows(string name) => _keys.ContainsKey(name);

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var key in _keys.Values)
        {
            key.Dispose();
        }
    }

    /// <summary>Whether a node signed these octets.</summary>
    internal bool Verify(string name, ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature) =>
        _keys.TryGetValue(name, out var key) && key.Verify(data, signature);

    private sealed class PeerKey(ECDsa key) : IDisposable
    {
        // The objects of the runtime's cryptography are not made for two threads.
        private readonly Lock _gate = new();

        [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "What is returned owns it; else it is disposed of.")]
        public static PeerKey? TryRead(string text)
        {
            Span<byte> octets = stackalloc byte[Curve.PublicKeyLength];
            if (!Convert.TryFromBase64String(text, octets, out var length) || !Curve.IsPublicKey(octets[..length]))
            {
                return null;
            }

            var key = ECDsa.Create();
            try
            {
                key.ImportSubjectPublicKeyInfo(octets, out _);
                return new PeerKey(key);
            }
            catch (CryptographicException)
            {
                // A point beside the curve.
                key.Dispose();
                return null;
            }
        }

        public bool Verify(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
        {
            lock (_gate)
            {
                return key.VerifyData(data, signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
            }
        }

        public void Dispose() => key.Dispose();
    }
}
