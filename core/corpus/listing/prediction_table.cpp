#include "core/corpus/listing/prediction_table.h"

#include "core/base/csv_row.h"

namespace core {

std::string predictionTableCsv(const PredictionList &list)
{
    const bool isOfErrors = lossName(list.request.model->config) != "loss";
    std::string csv = isOfErrors ? "no,label,prediction,p,squared_error,text\n" : "no,label,prediction,p,loss,text\n";
    const TextPrediction none;
    for (std::size_t index = 0; index < list.texts->texts.size(); ++index) {
        const ListedText &text = list.texts->texts[index];
        const TextPrediction &prediction = index < list.predictions.size() ? list.predictions[index] : none;
        CsvRow row;
        row.add(index + 1).addQuoted(text.label);
        if (prediction.number)
            row.add(prediction.number);
        else
            row.addQuoted(prediction.answer);
        row.add(prediction.probability).add(prediction.loss).addQuoted(text.text);
        csv += row.line();
    }
    return csv;
}

}  // namespace core
