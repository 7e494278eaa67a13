/** Who speaks for a person is named. */
export const namedWhenSpokenFor = ({ way, representative }: { way: string | null; representative: string }): boolean =>
  way !== 'representative' || representative !== ''

export const notNamed = { path: ['representative'], error: 'consent.form.representative.required' }
