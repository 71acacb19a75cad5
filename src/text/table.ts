/** What shows a chart's numbers as a table. */
export const asTable = (name: string): string => `${name} as a table`;
