using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

using PortScanner.Cluster.Keys;

namespace PortScanner.Cluster.Sealing;

/// <summary>
/// The keys with which web nodes seal what they ask of this tester: one drawn at its start, another each hour. They are nowhere but in its memory,
/// and the last one is kept only as long as a request for it may be on its way.
/// </summary>
public sealed class SealKeys : IDisposable
{
    /// <summary>How long a key is told.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromHours(1);

    // As long as a grant is good, and a little more.
    private static readonly TimeSpan Afterlife = TimeSpan.FromSeconds(15);

    private readonly TimeProvider _timeProvider;
    private readonly Lock _gate = new();
    private ECDiffieHellman _current;
    private ECDiffieHellman? _last;
    private byte[] _publicKey;
    private long _since;

    /// <summary>Draws the first.</summary>
    public SealKeys(TimeProvider timeProvider)
    {
        _timeProvider = timeProvider;
        (_current, _publicKey) = Draw();
        _since = timeProvider.GetTimestamp();
    }

    /// <summary>The public key that web nodes have to use now: its SubjectPublicKeyInfo.</summary>
    public ReadOnlyMemory<byte> PublicKey
    {
        get
        {
            lock (_gate)
            {
                Renew();
                return _publicKey;
            }
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        lock (_gate)
        {
            _current.Dispose();
            _last?.Dispose();
        }
    }

    /// <summary>Opens a request: <c>header | ephemeral public key | sealed part | tag</c>.</summary>
    /// <returns>Null if nothing of it is for this tester; else what is in it, and the link's keys.</returns>
    internal OpenedRequest? TryOpen(ReadOnlySpan<byte> message)
    {
        if (message.Length < EnvelopeHeader.Length + Curve.PublicKeyLength + DirectionKey.TagLength
            || !EnvelopeHeader.TryRead(message, out var header) || header.Kind != EnvelopeKind.Request || header.Sequence != 0)
        {
            return null;
        }

        lock (_gate)
        {
            Renew();
            return OpenWith(_current, message, header) ?? (_last is null ? null : OpenWith(_last, message, header));
        }
    }

    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "What is returned owns them; else they are disposed of.")]
    private static OpenedRequest? OpenWith(ECDiffieHellman key, ReadOnlySpan<byte> message, EnvelopeHeader header)
    {
        var keys = LinkKeys.TryAgree(key, message.Slice(EnvelopeHeader.Length, Curve.PublicKeyLength), header.Link);
        if (keys?.OpenRequest(message, header) is { } plain)
        {
            return new OpenedRequest(header, keys, plain);
        }

        keys?.Dispose();
        return null;
    }

    private static (ECDiffieHellman Key, byte[] PublicKey) Draw()
    {
        var key = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        return (key, key.ExportSubjectPublicKeyInfo());
    }

    private void Renew()
    {
        var age = _timeProvider.GetElapsedTime(_since);
        if (age >= Life)
        {
            _last?.Dispose();
            _last = _current;
            (_current, _publicKey) = Draw();
            _since = _timeProvider.GetTimestamp();
        }
        else if (age >= Afterlife && _last is not null)
        {
            _last.Dispose();
            _last = null;
        }
    }
}

/// <summary>A request that was for this tester.</summary>
/// <param name="Header">Its header.</param>
/// <param name="Keys">The keys of the link that it opens.</param>
/// <param name="Plain">What was sealed.</param>
internal sealed record OpenedRequest(EnvelopeHeader Header, LinkKeys Keys, byte[] Plain);
