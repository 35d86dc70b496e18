using System.Globalization;

namespace PortScanner.Engine.Tests.Fuzzing;

/// <summary>Inputs made of good ones, each damaged in its own way; the same seed gives the same.</summary>
/// <param name="samples">The good ones.</param>
/// <param name="seed">What the damage is drawn from.</param>
internal sealed class Inputs(IReadOnlyList<byte[]> samples, int seed)
{
    private const string CountVariable = "FUZZ_INPUTS";
    private const int UsualCount = 200_000;
    private const int LargestLength = 2000;

    // What lengths, offsets and counts are when they lie.
    private static readonly byte[] Edges = [0, 1, 2, 3, 4, 7, 8, 0x0F, 0x10, 0x3F, 0x40, 0x7F, 0x80, 0xC0, 0xFE, 0xFF];

    private readonly Random _random = new(seed);
    private readonly byte[] _input = new byte[LargestLength];

    /// <summary>How many inputs a test tries: 200,000, or what the environment says.</summary>
    public static int Count => Environment.GetEnvironmentVariable(CountVariable) is { Length: > 0 } count
        ? int.Parse(count, CultureInfo.InvariantCulture)
        : UsualCount;

    /// <summary>Makes the next one; it stands until the one after it is made.</summary>
    public ReadOnlySpan<byte> Next()
    {
        if (_random.Next(20) == 0)
        {
            return Noise();
        }

        var length = Copy(0, Sample());
        for (var damage = _random.Next(1, 5); damage > 0 && length > 0; damage--)
        {
            length = Damage(length);
        }

        return _input.AsSpan(0, length);
    }

    private int Damage(int length)
    {
        var at = _random.Next(length);
        switch (_random.Next(8))
        {
            case 0:
                return at;
            case 1:
                _input[at] ^= (byte)(1 << _random.Next(8));
                return length;
            case 2:
                _input[at] = (byte)_random.Next(256);
                return length;
            case 3:
                _input[at] = Edges[_random.Next(Edges.Length)];
                return length;
            case 4:
                // Two octets that are a length of nothing, or of more than there is.
                _input[at] = _random.Next(2) == 0 ? byte.MinValue : byte.MaxValue;
                _input[Math.Min(at + 1, length - 1)] = Edges[_random.Next(Edges.Length)];
                return length;
            case 5:
                return Copy(at, Sample());
            case 6:
                // A part twice, as in a chain of headers that goes on and on.
                var part = _input.AsSpan(at, _random.Next(1, Math.Min(64, length - at) + 1)).ToArray();
                var rest = _input.AsSpan(at, length - at).ToArray();
                return Copy(Copy(at, part), rest);
            default:
                // A part missing.
                var gap = Math.Min(_random.Next(1, 17), length - at);
                _input.AsSpan(at + gap, length - at - gap).CopyTo(_input.AsSpan(at));
                return length - gap;
        }
    }

    private ReadOnlySpan<byte> Noise()
    {
        var noise = _input.AsSpan(0, _random.Next(200));
        _random.NextBytes(noise);
        return noise;
    }

    private byte[] Sample() => samples[_random.Next(samples.Count)];

    private int Copy(int at, ReadOnlySpan<byte> bytes)
    {
        var fitting = bytes[..Math.Min(bytes.Length, LargestLength - at)];
        fitting.CopyTo(_input.AsSpan(at));
        return at + fitting.Length;
    }
}
