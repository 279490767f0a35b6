/** The path of a browser that starts; installs one where none is found. */
export function findOrInstallBrowser(): Promise<string>;

/** The flags that a browser needs on this machine. */
export function browserFlags(): string[];
