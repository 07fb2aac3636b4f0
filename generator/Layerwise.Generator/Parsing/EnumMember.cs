using Microsoft.CodeAnalysis;

namespace Layerwise.Generator.Parsing;

/// <summary>Members of enums that attributes name; by a cast any number is one.</summary>
internal static class EnumMember
{
    /// <summary>Whether a number is one that the enum has a name for; a fault where it isn't.</summary>
    /// <typeparam name="TEnum">The enum.</typeparam>
    /// <param name="value">The number.</param>
    /// <param name="place">Where it stands.</param>
    /// <param name="owner">What the attribute stands for, as messages call it: a <see cref="LayerNumber"/>, or a text.</param>
    /// <param name="faults">Gets the fault.</param>
    public static bool Check<TEnum>(int value, Location place, object owner, FaultList faults)
        where TEnum : struct, Enum
    {
        if (Enum.IsDefined(typeof(TEnum), value)) return true;

        // An activation of one's own is written as its type.
        string names = string.Join(", ", Enum.GetNames(typeof(TEnum)).Where(static known => known != nameof(Activation.Custom)));
        faults.Add(FaultKind.UndefinedEnumValue, place, owner, value, typeof(TEnum).Name, names);
        return false;
    }
}
