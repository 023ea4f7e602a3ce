export * from '../en/roster.ts'
