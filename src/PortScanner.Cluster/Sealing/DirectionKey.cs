using System.Buffers.Binary;
using System.Security.Cryptography;

namespace PortScanner.Cluster.Sealing;

/// <summary>The key of one direction of a link: AES-256-GCM.</summary>
internal sealed class DirectionKey : IDisposable
{
    /// <summary>The octets of the key.</summary>
    public const int KeyLength = 32;

    /// <summary>The octets that follow the sealed part.</summary>
    public const int TagLength = 16;

    private const int NonceLength = 12;

    private readonly AesGcm _cipher;

    // The objects of the runtime's cryptography are not made for two threads: tags come out wrong.
    private readonly Lock _gate = new();
    private ulong _number;

    public DirectionKey(ReadOnlySpan<byte> key)
    {
        _cipher = new AesGcm(key, TagLength);

        // No number is used twice by this object, which is the only one that seals with its key. That it begins anywhere in the lower half keeps
        // a second object, should a fault ever make one, from using the numbers of the first.
        Span<byte> drawn = stackalloc byte[sizeof(ulong)];
        RandomNumberGenerator.Fill(drawn);
        _number = BinaryPrimitives.ReadUInt64BigEndian(drawn) >> 1;
    }

    /// <summary>Seals a message.</summary>
    /// <param name="header">Its header, but for the number.</param>
    /// <param name="between">What stands in clear between the header and the sealed part.</param>
    /// <param name="plain">What is sealed.</param>
    public byte[] Seal(EnvelopeHeader header, ReadOnlySpan<byte> between, ReadOnlySpan<byte> plain)
    {
        var message = new byte[EnvelopeHeader.Length + between.Length + plain.Length + TagLength];
        between.CopyTo(message.AsSpan(EnvelopeHeader.Length));
        var secret = message.AsSpan(EnvelopeHeader.Length + between.Length);
        Span<byte> nonce = stackalloc byte[NonceLength];
        lock (_gate)
        {
            var number = ++_number;
            (header with { Number = number }).Write(message);
            WriteNonce(nonce, number);
            _cipher.Encrypt(nonce, plain, secret[..plain.Length], secret[plain.Length..], message.AsSpan(0, EnvelopeHeader.Length));
        }

        return message;
    }

    /// <summary>Opens a message.</summary>
    /// <param name="message">The message.</param>
    /// <param name="number">Its number.</param>
    /// <param name="between">How much stands in clear between the header and the sealed part.</param>
    /// <returns>Null unless it was sealed with this key, and as it is.</returns>
    public byte[]? Open(ReadOnlySpan<byte> message, ulong number, int between)
    {
        var start = EnvelopeHeader.Length + between;
        if (message.Length < start + TagLength)
        {
            return null;
        }

        var plain = new byte[message.Length - start - TagLength];
        Span<byte> nonce = stackalloc byte[NonceLength];
        WriteNonce(nonce, number);
        try
        {
            lock (_gate)
            {
                _cipher.Decrypt(nonce, message[start..^TagLength], message[^TagLength..], plain, message[..EnvelopeHeader.Length]);
            }

            return plain;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _cipher.Dispose();
        }
    }

    private static void WriteNonce(Span<byte> nonce, ulong number)
    {
        nonce[..(NonceLength - sizeof(ulong))].Clear();
        BinaryPrimitives.WriteUInt64BigEndian(nonce[(NonceLength - sizeof(ulong))..], number);
    }
}
