namespace System.Runtime.CompilerServices;

/// <summary>What the compiler asks for before it lets a record have init properties on netstandard2.0.</summary>
internal static class IsExternalInit;
