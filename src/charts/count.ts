const format = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });

/** 266610 -> "266,610". One formatter for all: making one costs more than a chart. */
export const count = (n: number) => format.format(n);
