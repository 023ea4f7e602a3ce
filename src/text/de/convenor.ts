export * from '../en/convenor.ts'
