// Package performance computes the indicators of the service commitments (ENT1,
// ENT2, ENT3): one SQL file an indicator, its golden case beside it.
package performance
