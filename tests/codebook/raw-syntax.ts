/** What a condition looks like to a program: field names, comparisons, AND and OR. People are never shown it. */
export const rawSyntax = /[a-z]_[a-z]|[a-z]\.[a-z]|[=<>{}[\]]|\b(AND|OR|NOT|null)\b/
