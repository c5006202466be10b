/** The end of a line that goes on in the next one: of sh, of cmd, of PowerShell. */
const goesOn = /[\\^`]\r?\n/g;

/** Whether more than one line of it is run, so that one may fail and others follow. */
export const hasSeveralLines = (text: string): boolean => text.replaceAll(goesOn, ' ').trim().includes('\n');
