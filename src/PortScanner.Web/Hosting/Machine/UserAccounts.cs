using System.Runtime.InteropServices;

using PortScanner.Web.Hosting.Interop;

namespace PortScanner.Web.Hosting.Machine;

/// <summary>The users of this machine, from wherever it knows them (<c>nsswitch.conf(5)</c>).</summary>
internal static class UserAccounts
{
    // struct passwd begins with two pointers, name and password; the number of the user follows.
    private static readonly int NumberOffset = 2 * IntPtr.Size;

    /// <summary>Finds a user.</summary>
    /// <param name="user">The name, or a number, which need not have a name.</param>
    /// <returns>The number; null if there is no such user.</returns>
    public static uint? Find(string user)
    {
        if (user.Length > 0 && user.All(char.IsAsciiDigit))
        {
            return uint.TryParse(user, out var number) ? number : null;
        }

        var entry = LibC.GetUserByName(user);
        return entry == IntPtr.Zero ? null : (uint)Marshal.ReadInt32(entry, NumberOffset);
    }
}
