namespace Layerwise.Tensors;

/// <summary>Which tensors a layer has, and how long they are. <see cref="LayerTensors"/> says where they lie.</summary>
internal interface ILayerTensors
{
    /// <summary>How many numbers the tensor has, which may be more than an int holds where sizes are not yet checked; 0 where the layer has no such tensor.</summary>
    long Length(TensorRole role);

    /// <summary>The dimensions of a tensor that the layer has.</summary>
    int[] Shape(TensorRole role);
}
