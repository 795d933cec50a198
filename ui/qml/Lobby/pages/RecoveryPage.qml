import QtQuick
import Lobby
import Lobby.Models

/** The kiosk could not start. Members are sent to the desk; small, the staff read why. */
Item {
    id: root

    required property RecoveryModel model

    Flickable {
        anchors.fill: parent
        contentHeight: all.height
        interactive: contentHeight > height
        boundsBehavior: Flickable.StopAtBounds

        Column {
            id: all
            width: parent.width

            VerdictBand {
                width: parent.width
                height: Math.max(implicitHeight, root.height - staff.height)
                tone: "busy"
                iconName: "map-pin"
                headline: qsTr("Please check in at the desk")
                detail: qsTr("This screen cannot do it at the moment.")
            }
            Column {
                id: staff
                width: parent.width
                padding: Theme.kioskMargin
                spacing: Theme.gap1

                TextLine {
                    width: parent.width - 2 * parent.padding
                    //: What follows is a sentence on what is wrong and what to do about it.
                    text: qsTr("For the staff:")
                    size: Theme.text2
                    wght: Theme.semibold
                    wrapMode: Text.WordWrap
                }
                TextLine {
                    width: parent.width - 2 * parent.padding
                    text: root.model.reason
                    size: Theme.text2
                    wrapMode: Text.Wrap
                }
                TextLine {
                    width: parent.width - 2 * parent.padding
                    text: qsTr("It tries again by itself every %1 seconds.").arg(root.model.againSeconds)
                    size: Theme.text2
                    color: Theme.soft
                    wrapMode: Text.WordWrap
                }
            }
        }
    }
}
