package web

import (
	"os"
	"testing"
)

func TestPreview(t *testing.T) {
	w := func(name string, b []byte, err error) {
		if err != nil {
			t.Error(name, err)
			return
		}
		os.WriteFile("/tmp/prev/"+name+".html", b, 0o644)
	}
	os.MkdirAll("/tmp/prev/assets/"+static.hash, 0o755)
	for n, f := range static.files {
		os.WriteFile("/tmp/prev/assets/"+static.hash+"/"+n, f.raw, 0o644)
	}
	b, err := Home(HomeData{sampleStamp, sampleIndicators(), sampleOffers()})
	w("home", b, err)
	b, err = Offers(OffersData{Stamp: sampleStamp, Rows: sampleOffers(), Next: "x"})
	w("offers", b, err)
	b, err = Offer(OfferData{sampleStamp, sampleAnswer()})
	w("offer", b, err)
	b, err = Offer(OfferData{sampleStamp, sampleInactive("below_threshold")})
	w("inactive", b, err)
	b, err = Embed(OfferData{sampleStamp, sampleAnswer()})
	w("embed", b, err)
	b, err = Pool(PoolData{Stamp: sampleStamp, Pool: samplePool()})
	w("pool", b, err)
	b, err = Indicators(IndicatorsData{sampleStamp, sampleIndicators()})
	w("indicators", b, err)
	b, err = Indicator(IndicatorData{Stamp: sampleStamp, Level: "region", Period: "quarter", Series: sampleIndicators()[0], Territories: sampleIndicators()[0].Rows[:4]})
	w("indicator", b, err)
}
