/** A button beside what is told. The editor knows what each does; those that do it again are given that by whoever tells. */
export type Way = AgainWay | FixedWay;
export type FixedWay = 'Show History' | 'Show Output' | 'Choose Context' | 'Refresh' | 'Open Sidebar';
export type AgainWay = 'Plan Again…' | 'Show Plan…' | 'Try Again';
