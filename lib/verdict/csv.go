package verdict

import (
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
)

// WriteCSV writes verdicts, one row each, in the columns number, claim, outcome,
// seeds, reason.
func WriteCSV(w io.Writer, verdicts []Verdict) error {
	c := csv.NewWriter(w)
	c.Write([]string{"number", "claim", "outcome", "seeds", "reason"})
	for _, v := range verdicts {
		c.Write([]string{v.Number, v.Words, v.Outcome.OfClaim(), strconv.Itoa(v.Seeds), v.Reason})
	}
	c.Flush()
	if err := c.Error(); err != nil {
		return fmt.Errorf("verdict: verdicts: %w", err)
	}
	return nil
}
