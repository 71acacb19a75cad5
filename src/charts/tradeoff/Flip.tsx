import svg from "../svg.module.css";

/** A place on the axis that is marked: where what is followed flips. */
export function Flip({ x, bottom, foot }: { x: number; bottom: number; foot: number }) {
  return (
    <>
      <path className={`${svg.cut} ${svg.thin}`} d={`M${x} ${bottom - 11}V${foot}`} />
      <path className={svg.accentFill} d={`M${x - 5} ${bottom - 18}h10l-5 8z`} />
    </>
  );
}
