/** AssemblyScript compiled by the build (scripts/assemblyscript.mjs). */
declare module "*?wasm" {
  const bytes: Uint8Array<ArrayBuffer>;
  export default bytes;
}
