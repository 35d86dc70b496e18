using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

using PortScanner.Storage;

namespace PortScanner.Web.Features.Nodes.Wire;

/// <summary>
/// Questions and answers about one scan between two web nodes, sealed with AES-256-GCM under keys that HKDF-SHA-256 derives from the scan's secret: so
/// only who has the scan's token can ask, and whatever carries the messages learns neither what is asked nor about whom.
/// <code>
/// 1  scan (16)  request (16)  nonce (12)  sealed JSON  tag (16)
/// 2  scan (16)  request (16)                                      there is no such scan, says who has none, and so no secret
/// </code>
/// </summary>
/// <remarks>
/// The first 33 bytes and both nodes' names are bound to what is sealed. Nonces are random: of one scan there are some ten thousand messages. The second
/// form can be forged by whatever carries the messages, which could as well carry none.
/// </remarks>
internal sealed class NodeEnvelope
{
    /// <summary>How long a name of a request is.</summary>
    public const int RequestLength = 16;

    private const byte Sealed = 1;
    private const byte Unknown = 2;
    private const int ScanLength = 16;
    private const int HeadLength = 1 + ScanLength + RequestLength;
    private const int NonceLength = 12;
    private const int TagLength = 16;
    private const int KeyLength = 32;

    private readonly ScanId _scan;
    private readonly byte[] _keys;
    private readonly byte[] _names;

    /// <summary>Prepares for the messages about a scan between two nodes.</summary>
    /// <param name="key">The scan.</param>
    /// <param name="owner">The node that has it.</param>
    /// <param name="asker">The node that asks.</param>
    public NodeEnvelope(ScanKey key, string owner, string asker)
    {
        _scan = key.Id;
        _keys = HKDF.DeriveKey(HashAlgorithmName.SHA256, key.Secret.ToArray(), 2 * KeyLength, key.Id.Bytes.ToArray(), "portscanner web link v1"u8.ToArray());
        _names = Encoding.ASCII.GetBytes($"{owner}\n{asker}\n");
    }

    /// <summary>Which scan a message is about.</summary>
    /// <returns>Null if it is no message.</returns>
    public static ScanId? ScanIn(ReadOnlySpan<byte> message) => message.Length >= HeadLength ? ScanId.Read(message.Slice(1, ScanLength)) : null;

    /// <summary>Which request a message is of.</summary>
    /// <returns>Null if it is no message.</returns>
    public static Guid? RequestIn(ReadOnlySpan<byte> message) =>
        message.Length >= HeadLength ? new Guid(message.Slice(1 + ScanLength, RequestLength)) : null;

    /// <summary>Whether a message says that there is no such scan.</summary>
    public static bool IsUnknown(ReadOnlySpan<byte> message) => message.Length == HeadLength && message[0] == Unknown;

    /// <summary>Says that there is no such scan.</summary>
    public static byte[] WriteUnknown(ScanId scan, Guid request) => [Unknown, .. scan.Bytes.Span, .. request.ToByteArray()];

    /// <summary>Seals a question.</summary>
    public byte[] Seal(NodeAsk ask, Guid request) => Seal(ask, NodeJson.Default.NodeAsk, request, isAnswer: false);

    /// <summary>Seals an answer.</summary>
    public byte[] Seal(NodeAnswer answer, Guid request) => Seal(answer, NodeJson.Default.NodeAnswer, request, isAnswer: true);

    /// <summary>Opens a question.</summary>
    /// <returns>Null if it is none, or was sealed by somebody without the secret.</returns>
    public NodeAsk? OpenAsk(ReadOnlySpan<byte> message) => Open(message, NodeJson.Default.NodeAsk, isAnswer: false);

    /// <summary>Opens an answer.</summary>
    /// <returns>Null if it is none, or was sealed by somebody without the secret.</returns>
    public NodeAnswer? OpenAnswer(ReadOnlySpan<byte> message) => Open(message, NodeJson.Default.NodeAnswer, isAnswer: true);

    private byte[] Seal<T>(T message, JsonTypeInfo<T> type, Guid request, bool isAnswer)
    {
        var plain = JsonSerializer.SerializeToUtf8Bytes(message, type);
        var bytes = new byte[HeadLength + NonceLength + plain.Length + TagLength];
        bytes[0] = Sealed;
        _scan.Bytes.Span.CopyTo(bytes.AsSpan(1));
        request.TryWriteBytes(bytes.AsSpan(1 + ScanLength));
        var nonce = bytes.AsSpan(HeadLength, NonceLength);
        RandomNumberGenerator.Fill(nonce);
        using var cipher = Cipher(isAnswer);
        cipher.Encrypt(nonce, plain, bytes.AsSpan(HeadLength + NonceLength, plain.Length), bytes.AsSpan(^TagLength..), Bound(bytes));
        return bytes;
    }

    private T? Open<T>(ReadOnlySpan<byte> message, JsonTypeInfo<T> type, bool isAnswer)
        where T : class
    {
        var length = message.Length - HeadLength - NonceLength - TagLength;
        if (length <= 0 || message[0] != Sealed)
        {
            return null;
        }

        var plain = new byte[length];
        try
        {
            using var cipher = Cipher(isAnswer);
            cipher.Decrypt(message.Slice(HeadLength, NonceLength), message.Slice(HeadLength + NonceLength, length), message[^TagLength..], plain, Bound(message));
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }

        return NodeJson.Read(plain, type);
    }

    private AesGcm Cipher(bool isAnswer) => new(_keys.AsSpan(isAnswer ? KeyLength : 0, KeyLength), TagLength);

    private byte[] Bound(ReadOnlySpan<byte> message) => [.. message[..HeadLength], .. _names];
}
