/** Throws a RangeError unless there is a whole number of something, at least 1. */
export function checkWhole(what: string, value: number): void {
  if (!Number.isInteger(value) || value < 1)
    throw new RangeError(`Number of ${what} is ${value}; it must be a whole number of at least 1.`);
}

/** Throws a RangeError unless a layer that takes squares of `side` pixels reads an image; `name` is the layer's. */
export function checkImage([height, width]: readonly number[], name: string): void {
  if (height === 1 && width === 1)
    throw new RangeError(`${name} needs an image to read, but what comes before it is flat; make it a dense layer.`);
}

export function checkSquares(side: number, [height, width]: readonly number[], name: string): void {
  if (side > Math.min(height, width))
    throw new RangeError(`${name} takes squares of ${side} pixels from an image of ${height} x ${width}.`);
}
