export * from '../en/apology.ts'
