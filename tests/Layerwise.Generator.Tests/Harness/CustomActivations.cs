namespace Layerwise.Generator.Tests.Harness;

/// <summary>A user's own activation, as source text: with its specification in double for the reference network.</summary>
internal static class CustomActivations
{
    public const string Lisht = """
        /// <summary>z·tanh(z) (Roy et al. 2019).</summary>
        public readonly struct Lisht : Layerwise.IActivation
        {
            /// <inheritdoc/>
            [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]
            public static TLanes Value<TLanes>(TLanes z)
                where TLanes : struct, Layerwise.Runtime.ILanes<TLanes> => z * Layerwise.Runtime.Activations.Tanh(z);

            /// <inheritdoc/>
            [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]
            public static TLanes Derivative<TLanes>(TLanes z, TLanes a)
                where TLanes : struct, Layerwise.Runtime.ILanes<TLanes>
            {
                TLanes t = Layerwise.Runtime.Activations.Tanh(z);
                return t + (z * (TLanes.Broadcast(1f) - (t * t)));
            }

            /// <summary>The specification.</summary>
            public static double Value(double z) => z * System.Math.Tanh(z);

            /// <summary>The specification.</summary>
            public static double Derivative(double z) => System.Math.Tanh(z) + (z * (1 - (System.Math.Tanh(z) * System.Math.Tanh(z))));
        }

        """;

    /// <summary>What is hard to name: generic, in another namespace, under the name of another one, its members explicit.</summary>
    public const string GenericLisht = """
        namespace Other
        {
            /// <summary>A user's softsign with the same short name as another activation, implemented explicitly in a generic struct.</summary>
            public readonly struct Lisht<T> : Layerwise.IActivation
            {
                static TLanes Layerwise.IActivation.Value<TLanes>(TLanes z) => Layerwise.Runtime.Activations.Softsign(z);

                static TLanes Layerwise.IActivation.Derivative<TLanes>(TLanes z, TLanes a)
                {
                    TLanes distance = TLanes.Broadcast(1f) - TLanes.Abs(a);
                    return distance * distance;
                }

                /// <summary>The specification.</summary>
                public static double Value(double z) => z / (1 + System.Math.Abs(z));

                /// <summary>The specification.</summary>
                public static double Derivative(double z) => 1 / ((1 + System.Math.Abs(z)) * (1 + System.Math.Abs(z)));
            }
        }

        """;
}
