/** Notices to begin with; the names are those of the form's fields. */
export const EXAMPLES = [
  {
    to: 'group',
    who: '500',
    title: 'Water is off on Tuesday from 9 to 11',
    body: 'The riser in house 500 gets a new valve. Please fill a jug the evening before.',
    severity: 'WARNING',
    category: 'maintenance',
    link: '',
  },
  {
    to: 'all',
    who: '',
    title: 'Summer party in the courtyard',
    body: 'Saturday from 5 pm. Bring a chair and something for the grill.',
    severity: 'INFO',
    category: 'event',
    link: 'https://example.org/summer-party',
  },
  {
    to: 'user',
    who: 'alice',
    title: 'Your parcel is at the front desk',
    body: '',
    severity: 'INFO',
    category: 'notice',
    link: '',
  },
  {
    to: 'all',
    who: '',
    title: 'Smell of gas in the basement',
    body: 'Leave the building by the stairs, not by the lifts. The fire brigade is on its way.',
    severity: 'CRITICAL',
    category: 'urgent',
    link: '',
  },
];
