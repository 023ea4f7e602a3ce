export * from '../en/loosening.ts'
