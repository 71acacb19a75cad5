/** Path of a Chromium that runs here, installed if need be. */
export function findBrowser(): string;
