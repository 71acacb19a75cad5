import { gather, type Tensor, tensor1d } from "@tensorflow/tfjs-core";

/** The same rows. A packed texture of tfjs has what an operation made of the space beyond an odd number of rows, and its matrix
 *  product over the rows counts that (4.22); picking rows leaves it behind. */
export function rowsAlone(values: Tensor): Tensor {
  const [examples] = values.shape;
  return gather(
    values,
    tensor1d(
      Int32Array.from({ length: examples }, (_, row) => row),
      "int32",
    ),
  );
}
