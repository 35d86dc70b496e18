using System.Numerics;

namespace PortScanner.Core.Ports;

/// <summary>
/// Collects ports into a <see cref="PortSet"/>. There is a bit for each port, and a bit for each word of them that is chosen as a whole: a range of
/// whatever length writes at most twenty words, so that a stranger's list of two thousand full ranges costs no more than one of as many ports.
/// </summary>
public sealed class PortSetBuilder
{
    private const int BitsPerWord = 64;

    private readonly ulong[] _ports = new ulong[PortSet.PortCount / BitsPerWord];
    private readonly ulong[] _wholeWords = new ulong[PortSet.PortCount / BitsPerWord / BitsPerWord];

    /// <summary>Adds a port.</summary>
    public void Add(ushort port) => _ports[port / BitsPerWord] |= 1UL << (port % BitsPerWord);

    /// <summary>Adds ports.</summary>
    public void AddAll(IEnumerable<ushort> ports)
    {
        foreach (var port in ports)
        {
            Add(port);
        }
    }

    /// <summary>Adds the ports of a set.</summary>
    public void AddAll(PortSet ports)
    {
        foreach (var port in ports.Span)
        {
            Add(port);
        }
    }

    /// <summary>Adds a range.</summary>
    /// <param name="first">Its first port.</param>
    /// <param name="last">Its last port, not below the first.</param>
    public void AddRange(ushort first, ushort last)
    {
        var (firstWord, lastWord) = (first / BitsPerWord, last / BitsPerWord);
        if (lastWord - firstWord < 2)
        {
            Set(_ports, first, last);
            return;
        }

        Set(_ports, first, (firstWord * BitsPerWord) + BitsPerWord - 1);
        Set(_wholeWords, firstWord + 1, lastWord - 1);
        Set(_ports, lastWord * BitsPerWord, last);
    }

    /// <summary>The set of what was added.</summary>
    public PortSet Build()
    {
        var count = 0;
        for (var word = 0; word < _ports.Length; word++)
        {
            count += BitOperations.PopCount(Word(word));
        }

        if (count == 0)
        {
            return PortSet.Empty;
        }

        var ports = GC.AllocateUninitializedArray<ushort>(count);
        var next = 0;
        for (var word = 0; word < _ports.Length; word++)
        {
            next += Unpack(Word(word), (ushort)(word * BitsPerWord), ports.AsSpan(next));
        }

        return new PortSet(ports);
    }

    private ulong Word(int word) => (_wholeWords[word / BitsPerWord] & (1UL << (word % BitsPerWord))) != 0 ? ulong.MaxValue : _ports[word];

    /// <returns>How many ports were written.</returns>
    private static int Unpack(ulong word, ushort firstPort, Span<ushort> ports)
    {
        if (word == ulong.MaxValue)
        {
            for (var bit = 0; bit < BitsPerWord; bit++)
            {
                ports[bit] = (ushort)(firstPort + bit);
            }

            return BitsPerWord;
        }

        var written = 0;
        for (var left = word; left != 0; left &= left - 1)
        {
            ports[written++] = (ushort)(firstPort + BitOperations.TrailingZeroCount(left));
        }

        return written;
    }

    private static void Set(Span<ulong> words, int firstBit, int lastBit)
    {
        var (firstWord, lastWord) = (firstBit / BitsPerWord, lastBit / BitsPerWord);
        var fromFirst = ulong.MaxValue << (firstBit % BitsPerWord);
        var toLast = ulong.MaxValue >> (BitsPerWord - 1 - (lastBit % BitsPerWord));
        if (firstWord == lastWord)
        {
            words[firstWord] |= fromFirst & toLast;
            return;
        }

        words[firstWord] |= fromFirst;
        words[(firstWord + 1)..lastWord].Fill(ulong.MaxValue);
        words[lastWord] |= toLast;
    }
}
