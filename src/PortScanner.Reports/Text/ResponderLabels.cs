using System.Net;

namespace PortScanner.Reports.Text;

/// <summary>Short names for the addresses that do not fit into the last column of a row.</summary>
internal sealed class ResponderLabels
{
    private readonly Dictionary<IPAddress, string> _labels = [];

    /// <summary>The name of a responder: its address if that is at most <paramref name="width"/> wide, else a number in brackets.</summary>
    /// <param name="responder">The address.</param>
    /// <param name="width">The room, in columns.</param>
    /// <param name="isNew">Whether this is the first use of a number, so that a line must say what it stands for.</param>
    public string Label(IPAddress responder, int width, out bool isNew)
    {
        isNew = false;
        var address = responder.ToString();
        if (address.Length <= width)
        {
            return address;
        }

        isNew = !_labels.TryGetValue(responder, out var label);
        return label ?? (_labels[responder] = $"[{_labels.Count + 1}]");
    }
}
