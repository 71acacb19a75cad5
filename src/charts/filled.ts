import { createElement, Fragment, type ReactNode } from "react";

/** A text of the catalogue with elements in its places; as children of their own, so that none needs a key. */
export const filled = (parts: readonly ReactNode[]): ReactNode => createElement(Fragment, null, ...parts);
