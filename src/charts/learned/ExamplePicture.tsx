import { memo } from "react";
import { InkPicture } from "./InkPicture.tsx";
import { SignalPicture } from "./SignalPicture.tsx";

/** One example: an image in ink, or a series as a line. */
export const ExamplePicture = memo(function ExamplePicture({
  values,
  shape,
  name,
}: {
  values: ArrayLike<number>;
  shape: readonly number[];
  name: string;
}) {
  return shape.length === 2 ? (
    <InkPicture pixels={values} shape={shape} name={name} />
  ) : (
    <SignalPicture values={values} name={name} />
  );
});
