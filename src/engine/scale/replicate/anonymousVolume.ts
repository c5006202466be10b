/** The engine names a volume so when nobody gave it a name. */
export const isAnonymousVolume = (name: string): boolean => /^[0-9a-f]{64}$/.test(name);
