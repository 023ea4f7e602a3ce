export * from '../en/interest.ts'
