// The order in which the doctor's findings are told.

const isLeftAlone = (finding: { advice: string }): boolean => finding.advice.startsWith('nothing');

/** What something can be done about first. */
export const byWhatToDo = <Finding extends { advice: string }>(findings: readonly Finding[]): Finding[] => [
  ...findings.filter((finding) => !isLeftAlone(finding)),
  ...findings.filter(isLeftAlone),
];
